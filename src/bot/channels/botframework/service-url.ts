/** `app`: callers prove themselves with the channel's token. `local`: for the Emulator on this machine. */
export type BotFrameworkMode = 'app' | 'local';

/**
 * Says why we would not send to a service address, or undefined when we would. The caller names the address
 * that replies are posted to, so an unchecked one makes us anybody's request forger.
 */
export function findServiceUrlProblem(text: string, mode: BotFrameworkMode): string | undefined {
  if (!URL.canParse(text)) return 'is not an address';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not hold a user or password';
  switch (mode) {
    case 'local':
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'must be http or https';
      return isLoopbackHost(url.hostname)
        ? undefined
        : 'must be on this machine (127.0.0.1, [::1] or localhost) in local mode';
    case 'app':
      if (url.protocol !== 'https:') return 'must be https';
      return isNamedHost(url.hostname) ? undefined : 'must name a host on the internet';
  }
}

/** The URL parser has already turned 0x7f.1 and its kind into 127.0.0.1. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isNamedHost(hostname: string): boolean {
  const isIpAddress = hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname);
  return !isIpAddress && hostname.includes('.') && !hostname.endsWith('.localhost');
}
