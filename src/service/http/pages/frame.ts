import { version } from '../../../kernel/version.ts'
import { demoNote } from '../../../reporters/verdict-line.ts'
import type { AppParts } from '../app-parts.ts'
import { cut, span } from './format.ts'
import { type Html, markup } from './html.ts'
import type { Page } from './show-page.ts'

const sections = [
  ['/', 'Overview'],
  ['/runs', 'Runs'],
  ['/incidents', 'Incidents'],
  ['/live', 'Live'],
] as const

/** A whole document around the content of a page: who is watched, where to go, and what is wrong with the monitor itself. */
export function frame(parts: AppParts, page: Page): Html {
  const { service } = parts
  const scripts = (page.scripts ?? []).map((name) => markup`<script src="/assets/${name}" defer></script>`)
  const styles = ['style.css', ...(page.styles ?? [])].map(
    (name) => markup`<link rel="stylesheet" href="/assets/${name}">`,
  )
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · golden path</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${styles}
${scripts}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/"><span aria-hidden="true" class="mark"></span>golden path</a>
<p class="target">watching <strong>${service.target.name}</strong></p>
<nav aria-label="Pages">${sections.map(([href, name]) => markup`<a class="tab" href="${href}">${name}</a>`)}</nav>
<p class="live-state" data-live hidden>live</p>
${parts.token === null ? '' : markup`<form method="post" action="/logout"><button class="quiet">Sign out</button></form>`}
</header>
${aside(notices(parts))}
<main id="main" tabindex="-1">
${page.main}
</main>
<footer>golden-path-monitor ${version} · up for ${span(parts.clock.wall() - service.startedWallMs)} · <a href="/api/v1/openapi.json">API</a> · <a href="/codes">Runbook</a> · <a href="/metrics">Metrics</a></footer>
</body>
</html>
`
}

/** A landmark of its own, so that nobody who jumps from landmark to landmark misses it. */
function aside(all: readonly Html[]): Html | string {
  return all.length === 0 ? '' : markup`<aside aria-label="About the monitor">${all}</aside>`
}

/** What is wrong with the monitor itself, or makes its green worth less. Stands on every page. */
function notices({ service }: AppParts): Html[] {
  const config = service.config()
  const history = service.history.state()
  const guardTrouble = service.guardTrouble()
  return [
    ...(service.target.kind === 'embedded'
      ? [markup`<p class="notice demo"><strong>Demo.</strong> ${sentence(demoNote)}</p>`]
      : []),
    ...(config.isGood
      ? []
      : [
          markup`<div class="notice warn" role="alert"><strong>The configuration is broken.</strong> The last good one goes on. <pre>${cut(config.reason, 2_000)}</pre></div>`,
        ]),
    ...(history.kind === 'good'
      ? note(history.note)
      : [
          markup`<div class="notice warn" role="alert"><strong>The history cannot be kept.</strong> Watching goes on; what is shown may be incomplete. ${cut(history.reason)}</div>`,
        ]),
    ...(guardTrouble === ''
      ? []
      : [
          markup`<div class="notice warn" role="alert"><strong>Other processes are not heard.</strong> Watching goes on, within the limits, and nobody else on this machine knows of it. ${cut(guardTrouble)}</div>`,
        ]),
    ...(service.isReady()
      ? []
      : [
          markup`<p class="notice warn" role="alert"><strong>The scheduler does not run.</strong> Nothing is watched at the moment.</p>`,
        ]),
  ]
}

/** What the history says although it is well. */
function note(text: string | undefined): Html[] {
  return text === undefined ? [] : [markup`<p class="notice warn">${cut(text)}</p>`]
}

function sentence(note: string): string {
  return `This is the ${note}.`
}
