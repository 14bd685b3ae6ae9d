const find = (id) => document.getElementById(id)

/** Shows one of the two halves of the page. `email` is who is signed in; null: nobody. */
export function showSignedIn(email) {
  find('loading').hidden = true
  find('signed-out').hidden = email !== null
  find('chat').hidden = email === null
  find('sign-out').hidden = email === null
  find('who').hidden = email === null
  find('who').textContent = email ?? ''
  document.body.dataset.state = email === null ? 'signed-out' : 'chat'
  find(email === null ? 'email' : 'prompt').focus()
}

const sayings = {
  connecting: 'Connecting…',
  connected: 'Connected',
  waiting: 'The connection was lost. Trying again…',
  gone: 'Not connected. Reload the page to try again.',
  none: 'Not signed in',
}

/** Says how the connection is. */
export function showConnection(state) {
  const line = find('connection')
  line.textContent = sayings[state]
  line.dataset.state = state
}

/** Shows what went wrong; an empty text takes it away. */
export function showError(text) {
  const line = find('error')
  line.textContent = text
  line.hidden = text === ''
}

/** Shows or hides the sign that the agent is at work. */
export function showBusy(isBusy) {
  find('busy').hidden = !isBusy
}

function add(className, text, data) {
  const item = document.createElement('p')
  item.className = className
  item.textContent = text
  Object.assign(item.dataset, data)
  find('log').append(item)
  item.scrollIntoView({ block: 'nearest' })
}

/** Adds a message of the person. */
export function addPrompt(text) {
  add('message mine', text, { testid: 'prompt-shown' })
}

/** Adds an answer of the agent. */
export function addAnswer(text) {
  add('message theirs', text, { testid: 'answer' })
}

/** Adds a line of what the agent does, and the event that told of it. */
export function addProgress(event, text) {
  add('progress', text, { testid: 'progress', event })
}

/** Takes all messages away. */
export function clearLog() {
  find('log').replaceChildren()
}
