import type { ArtifactName } from '../../../sinks/artifacts/artifact-shelf.ts'
import { type Html, markup } from './html.ts'

/** What the pages of a run left: pictures to look at, the rest to take along. Nothing for a run without any. */
export function artifactGallery(runId: string, artifacts: readonly ArtifactName[]): Html | null {
  if (artifacts.length === 0) return null
  const hrefOf = (name: string) => `/runs/${encodeURIComponent(runId)}/artifacts/${encodeURIComponent(name)}`
  const pictures = artifacts.filter(({ mediaType }) => mediaType === 'image/png')
  const files = artifacts.filter(({ mediaType }) => mediaType !== 'image/png')
  return markup`<section class="card" aria-labelledby="pages"><h2 id="pages">What stood on the pages</h2>
<div class="gallery">${pictures.map(({ name }) => markup`<figure><a href="${hrefOf(name)}"><img src="${hrefOf(name)}" alt="${sayPicture(name)}" loading="lazy" width="640" height="400"></a><figcaption>${sayPicture(name)}</figcaption></figure>`)}</div>
<p class="links">${files.map(({ name, bytes }) => markup`<a class="button" href="${hrefOf(name)}" download>${name} (${sayBytes(bytes)})</a> `)}</p>
<p class="muted">A trace opens with <code>npx playwright show-trace</code>. Secrets have been taken out of all of these.</p></section>`
}

/** For example "The screen of page-1 at the end". */
function sayPicture(name: string): string {
  const [page = '', moment = ''] = name.split('.')
  return `The screen of ${page} ${moment === 'conversation' ? 'when its conversation had ended' : 'at the end'}`
}

function sayBytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
