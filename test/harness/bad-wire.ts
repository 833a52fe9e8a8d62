import net, { type AddressInfo } from 'node:net';

/** A wire to a server, which breaks as a test wants it. */
export interface BadWire {
  readonly port: number;
  /** How often it broke something, or took somebody who then heard nothing. */
  readonly troubles: number;
  /** Nothing listens any more, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Takes connections, and says nothing on them, until `flow`. */
  hang(): void;
  flow(): void;
  /** Breaks the next connection off, once: in the middle of a mail, or when it was taken and not yet answered. */
  breakOff(when: 'in the mail' | 'before the answer'): void;
  stop(): Promise<void>;
}

export async function startBadWire(target: number): Promise<BadWire> {
  let hanging = false;
  let cut: 'in the mail' | 'before the answer' | null = null;
  let troubles = 0;
  let port = 0;
  const sockets = new Set<net.Socket>();
  const carry = (client: net.Socket) => {
    sockets.add(client);
    client.on('error', () => client.destroy()).on('close', () => sockets.delete(client));
    if (hanging) {
      troubles += 1;
      return;
    }
    const upstream = net.connect(target, '127.0.0.1');
    sockets.add(upstream);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('close', end);
    upstream.on('error', end).on('close', () => {
      sockets.delete(upstream);
      end();
    });
    let inMail = false;
    let silenced = false;
    let tail = '';
    client.on('data', (chunk) => {
      tail = (tail + chunk.toString('latin1')).slice(-16);
      if (inMail && cut === 'in the mail') {
        [cut, troubles] = [null, troubles + 1];
        upstream.write(chunk.subarray(0, chunk.length / 2), end);
        return;
      }
      if (inMail && cut === 'before the answer' && tail.endsWith('\r\n.\r\n')) {
        [cut, troubles, silenced] = [null, troubles + 1, true];
      }
      inMail ||= /(?:^|\r\n)DATA\r\n$/i.test(tail);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => (silenced ? end() : client.write(chunk)));
  };
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  let server = net.createServer(carry);
  const up = async () => {
    server = net.createServer(carry);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    port = (server.address() as AddressInfo).port;
  };
  const down = async () => {
    drop();
    await new Promise((resolve) => server.close(resolve));
  };
  await up();
  return {
    get port() {
      return port;
    },
    get troubles() {
      return troubles;
    },
    down,
    up,
    hang() {
      hanging = true;
      drop();
    },
    flow() {
      // Whoever hears nothing is left to find that out alone.
      hanging = false;
    },
    breakOff(when) {
      cut = when;
    },
    stop: down,
  };
}
