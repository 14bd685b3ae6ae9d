/** The token in the form in which the server reads it from a subprotocol (protocol.md §2.3). */
function packed(token) {
  return btoa(token).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** A ticket for one socket (protocol.md §1.5). Throws an Error when there is none. */
async function fetchTicket(config, token) {
  const response = await fetch(`${config.api}/api/websocket/ticket`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ttl_seconds: 300, single_use: true }),
  })
  if (!response.ok) throw new Error('Authentication required: ticket authentication not available')
  return (await response.json()).ticket_id
}

/** Opens a socket that carries the token in the way of this deployment. */
export async function openSocket(config, token) {
  if (config.transport === 'subprotocol') return new WebSocket(config.ws, ['jwt-auth', `jwt.${packed(token)}`])
  const ticket = await fetchTicket(config, token)
  return new WebSocket(`${config.ws}?ticket=${encodeURIComponent(ticket)}`)
}
