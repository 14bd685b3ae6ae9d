// Lets the copy buttons copy the text beside them. Until this has run they are not shown.
document.documentElement.classList.add('has-copy')

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]')
  if (button !== null) void copy(button)
})

async function copy(button) {
  const text = button.closest('details, .command').querySelector('pre')
  try {
    await navigator.clipboard.writeText(text.textContent)
    button.textContent = 'Copied'
  } catch {
    // Without TLS browsers give no clipboard: select the text, so that a person can copy it.
    getSelection().selectAllChildren(text)
    button.textContent = 'Selected'
  }
}

// A link to a fact opens it.
function openTarget() {
  const place = location.hash === '' ? null : document.getElementById(location.hash.slice(1))
  const details = place === null ? null : place.querySelector('details')
  if (details !== null) details.open = true
}
addEventListener('hashchange', openTarget)
openTarget()
