const SECRET_NAME = /password|secret|token/i;
const ID = /^[a-z]+_[0-9a-z]{26}$/;

/** Every secret that is given or shown, as it would stand in a text. */
export class Secrets {
  readonly #found = new Set<string>();

  add(secret: string): void {
    this.#found.add(secret);
    // A link carries it behind its #; some things show a part of what they are given.
    const inLink = /#token=(.+)$/.exec(secret)?.[1];
    if (inLink !== undefined) this.#found.add(inLink);
  }

  /** Whatever is given under the name of a secret, however deep. */
  addGiven(value: unknown, name = ''): void {
    if (typeof value === 'string' && SECRET_NAME.test(name) && !ID.test(value)) this.add(value);
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) this.addGiven(inner, Array.isArray(value) ? name : key);
    }
  }

  get size(): number {
    return this.#found.size;
  }

  /** Those that stand in a text, whichever way they are written. */
  in(text: string): string[] {
    return [...this.#found].filter((secret) =>
      [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
        encodeURIComponent(secret),
      ].some((form) => text.includes(form)),
    );
  }
}
