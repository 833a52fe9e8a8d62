import http from 'node:http';

/** Kept-alive HTTP that costs the machine little: what is measured is whoever answers. */
export class HttpLoad {
  readonly #agent: http.Agent;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(clients: number, headers: Readonly<Record<string, string>> = {}) {
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: clients });
    this.#headers = headers;
  }

  /** Rejects on any other status than 200. */
  post(url: string, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...this.#headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`${url} answered ${response.statusCode}: ${text}`));
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
