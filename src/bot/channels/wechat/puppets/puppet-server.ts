import type { Puppet } from 'wechaty-puppet';
import { PuppetServer } from 'wechaty-puppet-service';

export interface ServePuppet {
  readonly puppet: Puppet;
  /** Host and port to listen at, such as `127.0.0.1:8788`. */
  readonly endpoint: string;
  /** What clients show; with wechaty's own certificate it begins with `insecure_`. */
  readonly token: string;
  /** PEM. Absent: wechaty's own certificate, whose key everybody has: for one machine only. */
  readonly tls?: { readonly serverCert: string; readonly serverKey: string };
}

/** Offers a puppet to wechaty programs elsewhere, by gRPC over TLS. */
export async function servePuppet(served: ServePuppet): Promise<{ stop(): Promise<void> }> {
  const { puppet, endpoint, token, tls } = served;
  const server = new PuppetServer({
    puppet,
    endpoint,
    token,
    ...(tls === undefined ? {} : { tls: { ...tls } }),
  });
  await server.start();
  return {
    stop: async () => {
      await server.stop();
      await puppet.stop();
    },
  };
}
