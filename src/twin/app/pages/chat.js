import { createConnection } from './connection.js'
import { answerOf, errorOf, progressOf, unwrap } from './events.js'
import { addAnswer, addProgress, addPrompt, clearLog, showBusy, showConnection, showError } from './view.js'

/** The message that carries a prompt (protocol.md §4.1). */
function userMessage(content, threadId) {
  return { type: 'user_message', payload: { content, references: [], thread_id: threadId } }
}

/** Starts to chat; `end` closes the socket and clears the screen. */
export function startChat(config, token) {
  let threadId = null
  let isGone = false

  function hear(message) {
    for (const event of unwrap(message)) show(event)
  }

  function show(event) {
    threadId = event.fields.thread_id ?? threadId
    const progress = progressOf(event)
    if (progress !== null) addProgress(event.type, progress)
    const error = errorOf(event)
    if (error !== null) showError(error)
    if (event.type === 'agent_started') showBusy(true)
    if (event.type === 'agent_completed') {
      const answer = answerOf(event)
      if (answer !== '') addAnswer(answer)
    }
    if (event.type === 'agent_completed' || error !== null) showBusy(false)
  }

  /** What the agent was at is lost with its socket. */
  function say(state) {
    isGone = state === 'gone'
    showConnection(state)
    if (isGone || state === 'waiting') showBusy(false)
  }

  const connection = createConnection(config, token, { hears: hear, says: say })
  return {
    send(text) {
      showError('')
      addPrompt(text)
      showBusy(!isGone)
      connection.send(userMessage(text, threadId))
    },
    end() {
      connection.close()
      showBusy(false)
      showError('')
      clearLog()
    },
  }
}
