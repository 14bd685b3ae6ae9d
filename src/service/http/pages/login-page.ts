import type { Context } from 'hono'
import { inertJson } from '../../../kernel/inert.ts'
import { markup } from './html.ts'

/** Asks for the token. Names neither target nor state: whoever sees it is nobody yet. */
export function loginPage(
  c: Context,
  { next, isWrong }: { readonly next: string; readonly isWrong: boolean },
): Response {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · golden path</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body class="login">
<main class="card">
<h1>Golden path monitor</h1>
${isWrong ? markup`<p class="notice warn" role="alert">That is not the token. It stands where the monitor was given it, for example in GOLDEN_PATH_TOKEN.</p>` : ''}
<form method="post" action="/login">
<input type="hidden" name="next" value="${next}">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button class="button">Sign in</button>
</form>
</main>
</body>
</html>
`
  return c.body(inertJson(String(page)), isWrong ? 403 : 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  })
}
