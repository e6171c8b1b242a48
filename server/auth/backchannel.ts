/**
 * A fetch for the server's own calls to the identity provider. In the sandbox its https address has a certificate that
 * nobody vouches for, so calls to that origin go over plain http on loopback instead; checks of TLS are never switched off.
 */
export function backchannelFetch(issuerTemplate: string, backchannel?: string): typeof fetch {
  if (!backchannel) return fetch;
  const publicOrigin = new URL(issuerTemplate).origin;
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== publicOrigin) return fetch(input, init);
    const inner = new URL(url.pathname + url.search, backchannel);
    return fetch(input instanceof Request ? new Request(inner, input) : inner, init);
  };
}
