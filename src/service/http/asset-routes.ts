import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'

const own = (name: string) => fileURLToPath(new URL(`assets/${name}`, import.meta.url))
const { resolve } = createRequire(import.meta.url)
const uplot = (name: string) => resolve(`uplot/dist/${name}`)

/** Every file that pages may ask for, by the name in its address. Nothing else is ever read from disk for a request. */
const files = {
  'style.css': { path: own('style.css'), type: 'text/css; charset=utf-8' },
  'icon.svg': { path: own('icon.svg'), type: 'image/svg+xml' },
  'live.js': { path: own('live.js'), type: 'text/javascript; charset=utf-8' },
  'copy.js': { path: own('copy.js'), type: 'text/javascript; charset=utf-8' },
  'charts.js': { path: own('charts.js'), type: 'text/javascript; charset=utf-8' },
  'uplot.js': { path: uplot('uPlot.iife.min.js'), type: 'text/javascript; charset=utf-8' },
  'uplot.css': { path: uplot('uPlot.min.css'), type: 'text/css; charset=utf-8' },
} as const

/** `/assets/…`: styles and scripts, read once. They hold nothing of the target, so the sign-in page may have them. */
export function addAssetRoutes(app: Hono): void {
  for (const [name, { path, type }] of Object.entries(files)) {
    const text = readFileSync(path, 'utf8')
    app.get(`/assets/${name}`, (c) => c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }))
  }
}
