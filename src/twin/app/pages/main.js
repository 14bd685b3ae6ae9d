import { startChat } from './chat.js'
import { accessToken, emailOf, signIn, signOut } from './session.js'
import { setScale } from './timing.js'
import { showConnection, showError, showSignedIn } from './view.js'

const find = (id) => document.getElementById(id)
let chat = null
let isSigningIn = false

function enter(config) {
  const token = accessToken()
  showSignedIn(token === null ? null : emailOf(token))
  if (token === null) showConnection('none')
  else chat = startChat(config, token)
}

/** Somebody who clicks twice signs in once. */
async function trySignIn(config, way) {
  if (isSigningIn) return
  isSigningIn = true
  showError('')
  try {
    await signIn(config, way, find('email').value, find('password').value)
    find('sign-in-form').reset()
    enter(config)
  } catch (error) {
    showError(error.message)
  } finally {
    isSigningIn = false
  }
}

function leave(config) {
  chat?.end()
  chat = null
  signOut(config)
  enter(config)
}

function listen(config) {
  find('sign-in-form').addEventListener('submit', (event) => {
    event.preventDefault()
    void trySignIn(config, event.submitter?.value ?? 'login')
  })
  find('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    const text = find('prompt').value.trim()
    if (text === '') return
    chat?.send(text)
    find('prompt').value = ''
  })
  find('prompt').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    find('composer').requestSubmit()
  })
  find('sign-out').addEventListener('click', () => leave(config))
}

const config = await (await fetch('/config.json')).json()
setScale(config.timeScale)
listen(config)
enter(config)
