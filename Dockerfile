# The monitor as a service. Build: docker build -t golden-path-monitor . (docs/deploy.md says how to run it)
#
# Any Debian with Node 24 and npm can be the base: --build-arg BASE_IMAGE=registry.example/node:24
ARG BASE_IMAGE=docker.io/library/node:24-bookworm-slim

# The packages, without those for development. Node itself comes with the base, so its optional packages stay out.
FROM ${BASE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM ${BASE_IMAGE}
# chromium: for scenarios that use the web app. tini: reaps what a killed browser leaves, and passes signals on.
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ca-certificates chromium tini \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE golden-path.config.ts ./
COPY bin ./bin
COPY scenarios ./scenarios
COPY src ./src
# config: for a configuration that is mounted (GOLDEN_PATH_CONFIG=/app/config/golden-path.config.ts).
# All of it belongs to root, so that the monitor cannot change itself; only the data folder is its own. What the sources compile to
# is kept by user and made now, because a read-only root has no place for it later.
ENV NODE_ENV=production \
  NODE_COMPILE_CACHE=/app/.compiled \
  GOLDEN_PATH_REQUIRE_TARGET=1 \
  GOLDEN_PATH_DATA_DIR=/data \
  HOME=/tmp
RUN mkdir /data config .compiled \
  && chown 10001:10001 /data .compiled \
  && setpriv --reuid=10001 --regid=10001 --clear-groups node bin/golden-path.mjs list >/dev/null \
  && chown -R root:root .compiled
USER 10001:10001
VOLUME ["/data"]
EXPOSE 9464
STOPSIGNAL SIGTERM
# Liveness only: whether the target is well is for the metrics to say. A command that listens elsewhere brings its own check.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz',{signal:AbortSignal.timeout(4000)}).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["/usr/bin/tini", "--", "node", "--max-semi-space-size=4", "/app/bin/golden-path.mjs"]
CMD ["serve", "--listen", "0.0.0.0:9464"]
