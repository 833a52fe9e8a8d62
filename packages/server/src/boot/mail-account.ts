import type { KeyVault } from '../ca/key-vault.ts';
import type { SmtpAccount } from '../mail/smtp-sender.ts';
import type { MailStore } from '../store/mail-settings.ts';
import type { MailServerInForce } from '../usecases/mail-ports.ts';
import type { MailSettingRow } from '../usecases/ports.ts';

/** What the sealed password is sealed for, so that no other secret passes for it. */
const PASSWORD_ID = 'mail password';

export interface MailAccounts {
  /** Null: no mail is sent. */
  current(): Promise<SmtpAccount | null>;
  inForce(): Promise<MailServerInForce>;
  sealPassword(password: string): Buffer;
  password(): Promise<string | null>;
}

/** The mail server in force: what an admin saved, or else what the environment says. Read anew each time. */
export function createMailAccounts(parts: {
  readonly store: Pick<MailStore, 'saved'>;
  readonly vault: KeyVault;
  readonly smtpUrl: string | null;
  readonly publicUrl: URL;
}): MailAccounts {
  const { store, vault, smtpUrl, publicUrl } = parts;
  const preset = { name: 'Countersign', address: `countersign@${publicUrl.hostname}` };
  const openPassword = ({ sealedPassword }: MailSettingRow) =>
    sealedPassword ? vault.open(PASSWORD_ID, sealedPassword).toString('utf8') : null;
  return {
    async current() {
      const row = await store.saved();
      if (row === null) {
        return smtpUrl === null ? null : { version: 'environment', server: { url: smtpUrl }, from: preset };
      }
      if (!row.enabled) return null;
      const { host, port, tls, username = null } = row;
      return {
        version: `saved ${row.rowVersion}`,
        server: { host, port, tls, username, password: openPassword(row) },
        from: { name: row.fromName, address: row.fromAddress },
      };
    },
    async inForce() {
      const row = await store.saved();
      if (row !== null) {
        const { enabled, host, port, tls, allowPlaintext, fromName, fromAddress, updatedAt } = row;
        const username = row.username ?? null;
        const hasPassword = row.sealedPassword !== null && row.sealedPassword !== undefined;
        const saved = { enabled, host, port, tls, allowPlaintext, username, hasPassword, fromName, fromAddress };
        return { source: 'SAVED', ...saved, updatedAt };
      }
      const from = { fromName: preset.name, fromAddress: preset.address, updatedAt: null };
      if (smtpUrl === null) {
        const nothing = {
          host: null,
          port: null,
          tls: null,
          allowPlaintext: false,
          username: null,
          hasPassword: false,
        };
        return { source: 'NONE', enabled: false, ...nothing, ...from };
      }
      const url = new URL(smtpUrl);
      const isTls = url.protocol === 'smtps:';
      return {
        source: 'ENVIRONMENT',
        enabled: true,
        host: url.hostname,
        port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
        tls: isTls ? 'TLS' : null,
        allowPlaintext: false,
        username: url.username === '' ? null : decodeURIComponent(url.username),
        hasPassword: url.password !== '',
        ...from,
      };
    },
    sealPassword: (password) => vault.seal(PASSWORD_ID, Buffer.from(password, 'utf8')),
    async password() {
      const row = await store.saved();
      if (row !== null) return openPassword(row);
      const given = smtpUrl === null ? '' : new URL(smtpUrl).password;
      return given === '' ? null : decodeURIComponent(given);
    },
  };
}
