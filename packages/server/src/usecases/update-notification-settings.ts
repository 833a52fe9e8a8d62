import { PLATFORM_TARGET_ID } from '../domain/access-targets.ts';
import type { Principal } from '../domain/actor.ts';
import type { JsonObject } from '../domain/audit-record-types.ts';
import { DomainError } from '../domain/errors.ts';
import { checkMailSettings, type MailSettings } from '../domain/mail-settings.ts';
import type { UpdateNotificationSettingsInput } from './application.ts';
import { demandPlatform } from './authorize.ts';
import { decideAnew } from './decide-anew.ts';
import type { Mail, MailServerInForce } from './mail-ports.ts';
import { type Deps, insertRow, type MailSettingRow, updateRow } from './ports.ts';

const PASSWORD_MAX = 1_024;

/**
 * Sets the mail server, for every running server. What is left out stays as it is; the password stays only while host,
 * port and user do: nobody makes the server give it to another. The record says whether there is one, and never which.
 */
export async function updateNotificationSettings(
  deps: Deps,
  mail: Mail,
  principal: Principal,
  input: UpdateNotificationSettingsInput,
): Promise<MailServerInForce> {
  demandPlatform(principal, 'platform.manage');
  return decideAnew(async () => {
    const saved = await mail.saved();
    const settings = checkMailSettings(withInput(await mail.inForce(), input));
    const password = await passwordOf(mail, settings, input);
    const now = deps.clock.now();
    const row: MailSettingRow = {
      id: 'mail',
      ...settings,
      sealedPassword: password === null ? null : mail.sealPassword(password),
      updatedAt: now,
      rowVersion: (saved?.rowVersion ?? 0) + 1,
    };
    const { id, rowVersion, ...columns } = row;
    await deps.ledger.commit({
      organizationId: PLATFORM_TARGET_ID,
      authority: null,
      now,
      records: [
        {
          type: 'setting.changed',
          actor: principal.actor,
          subject: { kind: 'setting', id: 'mail' },
          detail: {
            before: saved === null ? null : told(saved),
            after: told(row),
            passwordChanged: Boolean(input.password),
          },
        },
      ],
      writes: () => [
        saved === null
          ? insertRow('MailSetting', row)
          : updateRow('MailSetting', { id }, { rowVersion: saved.rowVersion }, { ...columns, rowVersion }),
      ],
    });
    return mail.inForce();
  });
}

function withInput(now: MailServerInForce, input: UpdateNotificationSettingsInput): MailSettings {
  const host = input.host ?? now.host;
  const port = input.port ?? now.port;
  const tls = input.tls ?? now.tls;
  if (host === null) throw new DomainError('INVALID_INPUT', 'Give the host of a mail server.', { field: ['host'] });
  if (port === null) throw new DomainError('INVALID_INPUT', 'Give the port of the mail server.', { field: ['port'] });
  if (tls === null) {
    throw new DomainError('INVALID_INPUT', 'Choose how the connection is encrypted: STARTTLS, TLS or NONE.', {
      field: ['tls'],
    });
  }
  return {
    enabled: input.enabled ?? true,
    host,
    port,
    tls,
    allowPlaintext: input.allowPlaintext ?? now.allowPlaintext,
    username: input.username === undefined || input.username === null ? now.username : input.username,
    fromName: input.fromName ?? now.fromName,
    fromAddress: input.fromAddress ?? now.fromAddress,
  };
}

async function passwordOf(
  mail: Mail,
  settings: MailSettings,
  input: UpdateNotificationSettingsInput,
): Promise<string | null> {
  if (settings.username === null) {
    if (!input.password) return null;
    throw new DomainError('INVALID_INPUT', 'A password needs a user name.', { field: ['username'] });
  }
  const given = input.password || null;
  if (given !== null && given.length > PASSWORD_MAX) {
    throw new DomainError('INVALID_INPUT', `A password has up to ${PASSWORD_MAX} characters.`, { field: ['password'] });
  }
  const password = given ?? (await mail.passwordFor(settings));
  if (password !== null) return password;
  throw new DomainError(
    'INVALID_INPUT',
    `Give the password of ${settings.username} at ${settings.host}: the one that is kept belongs to another host, port or user.`,
    { field: ['password'] },
  );
}

function told(row: MailSettingRow): JsonObject {
  const { enabled, host, port, tls, allowPlaintext, fromName, fromAddress } = row;
  const hasPassword = row.sealedPassword !== null && row.sealedPassword !== undefined;
  return {
    enabled,
    host,
    port,
    tls,
    allowPlaintext,
    username: row.username ?? null,
    fromName,
    fromAddress,
    hasPassword,
  };
}
