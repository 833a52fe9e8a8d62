import { describe, expect, it } from 'vitest';
import { DomainError } from './errors.ts';
import { checkMailSettings, type MailSettings } from './mail-settings.ts';

const SETTINGS: MailSettings = {
  enabled: true,
  host: 'mail.corp.com',
  port: 587,
  tls: 'STARTTLS',
  allowPlaintext: false,
  username: 'countersign',
  fromName: 'Countersign',
  fromAddress: 'countersign@corp.com',
};

function fieldOf(over: Partial<MailSettings>): readonly string[] | null {
  try {
    checkMailSettings({ ...SETTINGS, ...over });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.field;
  }
}

describe('settings of a mail server', () => {
  it('are kept as they are, without what surrounds them', () => {
    const kept = checkMailSettings({ ...SETTINGS, host: ' Mail.Corp.COM ', username: ' ', fromName: ' Countersign ' });
    expect(kept).toEqual({ ...SETTINGS, username: null });
  });

  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('may do without TLS on the same machine: %s', (host) => {
    expect(fieldOf({ host, tls: 'NONE' })).toBeNull();
  });

  it.each(['mail.corp.com', '10.0.0.1', 'localhost.evil.example', '128.0.0.1', 'fe80::1'])(
    'may do without TLS to another machine only expressly: %s',
    (host) => {
      expect(fieldOf({ host, tls: 'NONE' })).toEqual(['tls']);
      expect(fieldOf({ host, tls: 'NONE', allowPlaintext: true })).toBeNull();
      expect(fieldOf({ host, tls: 'STARTTLS' })).toBeNull();
    },
  );

  it.each([
    [{ host: '' }, 'host'],
    [{ host: 'smtp://mail.corp.com' }, 'host'],
    [{ host: 'mail.corp.com:25' }, 'host'],
    [{ host: 'mail corp' }, 'host'],
    [{ port: 0 }, 'port'],
    [{ port: 65_536 }, 'port'],
    [{ port: 2.5 }, 'port'],
    [{ username: 'a\r\nb' }, 'username'],
    [{ fromName: '' }, 'fromName'],
    [{ fromName: 'Counter\r\nBcc: eve@evil.example' }, 'fromName'],
    [{ fromAddress: 'nobody' }, 'fromAddress'],
    [{ fromAddress: 'a@corp.com, b@corp.com' }, 'fromAddress'],
  ])('name the field that is wrong: %j', (over, field) => {
    expect(fieldOf(over)).toEqual([field]);
  });
});
