import { secureHeaders } from 'hono/secure-headers'

/**
 * Headers of every answer. Scripts and styles come from files of ours only, nothing is asked of third parties, and nobody
 * frames us. `same-origin` as referrer: with `no-referrer` browsers say `Origin: null` on our own forms. There is no
 * promise of TLS, because we speak plain HTTP behind whoever ends it.
 */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  permissionsPolicy: { camera: false, microphone: false, geolocation: false },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
})
