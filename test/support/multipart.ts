/** A form with one file, as `inject` sends it. */
export async function multipartOf(file: {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}): Promise<{ readonly contentType: string; readonly payload: Buffer }> {
  const form = new FormData();
  const type = file.type ?? 'image/jpeg';
  form.append('file', new Blob([Buffer.from(file.bytes)], { type }), file.name);
  const request = new Request('http://desk.test', { method: 'POST', body: form });
  return {
    contentType: request.headers.get('content-type') ?? '',
    payload: Buffer.from(await request.arrayBuffer()),
  };
}
