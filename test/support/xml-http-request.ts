/**
 * XMLHttpRequest over fetch, as much of it as DirectLineJS uses. The packages that offer one to Node lack
 * FormData and Blob, so uploads through them silently say "retry" (directline.md 2).
 */
export class FetchXmlHttpRequest {
  readyState = 0;
  status = 0;
  statusText = '';
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  onload: ((event: object) => void) | null = null;
  onerror: ((event: object) => void) | null = null;
  ontimeout: ((event: object) => void) | null = null;
  onreadystatechange: ((event: object) => void) | null = null;
  readonly upload = {};
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #method = 'GET';
  #url = '';
  #responseHeaders = new Headers();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.append(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#responseHeaders.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#responseHeaders].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body?: BodyInit | null): void {
    // Not awaited: an XMLHttpRequest tells by its events.
    void this.#send(body);
  }

  async #send(body: BodyInit | null | undefined): Promise<void> {
    let isTimedOut = false;
    const timer = setTimeout(
      () => {
        isTimedOut = true;
        this.#abort.abort();
      },
      this.timeout || 2 ** 30,
    );
    try {
      const answer = await fetch(this.#url, {
        method: this.#method,
        headers: this.#headers,
        signal: this.#abort.signal,
        ...(body != null && { body }),
      });
      const bytes = await answer.arrayBuffer();
      this.status = answer.status;
      this.statusText = answer.statusText;
      this.#responseHeaders = answer.headers;
      this.#readBody(bytes);
      this.#finish(this.onload);
    } catch {
      this.#finish(isTimedOut ? this.ontimeout : this.onerror);
    } finally {
      clearTimeout(timer);
    }
  }

  #readBody(bytes: ArrayBuffer): void {
    if (this.responseType === 'arraybuffer') {
      this.response = bytes;
      return;
    }
    this.responseText = new TextDecoder().decode(bytes);
    this.response = this.responseText;
    if (this.responseType === 'json') {
      try {
        this.response = JSON.parse(this.responseText);
      } catch {
        this.response = null;
      }
    }
  }

  #finish(tell: ((event: object) => void) | null): void {
    this.readyState = 4;
    this.onreadystatechange?.({});
    tell?.({});
  }
}
