/** Every request that came, as the handler saw it. */
export const requests = []

const page = `<!doctype html><title>contract</title><h1 data-testid="contract">Contract</h1>`
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'self'; script-src 'self'",
  'x-contract': 'kept',
}

export function serve(protocol) {
  protocol.handle('app', (request) => {
    requests.push({ url: request.url, method: request.method })
    const { pathname } = new URL(request.url)
    if (pathname === '/missing') return new Response('not here', { status: 404, headers })
    return new Response(page, { headers })
  })
}
