import { describe, expect, it } from 'vitest';
import { deviceCommands, fileStem } from '../../lib/device-commands.ts';
import { enrollExample } from '../../lib/enroll-example.ts';
import { slugFor } from '../../lib/slug.ts';
import { deviceUrlOf } from '../../lib/use-device-url.ts';

describe('a suggested slug', () => {
  it('holds lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen', () => {
    expect(slugFor('Meridian Corp (EU)')).toBe('meridian-corp-eu');
    expect(slugFor('Bücher & Söhne')).toBe('bucher-sohne');
    expect(slugFor('  ')).toBe('');
    expect(slugFor(`${'a'.repeat(39)} b`)).toBe('a'.repeat(39));
  });
});

describe('the example of a request', () => {
  it('takes a name that the first pattern covers, and production where the profile is for it', () => {
    const profile = { domains: ['*.internal.corp.com', 'corp.com'], environments: [] };
    expect(enrollExample(profile, ['staging', 'production'])).toEqual({
      domains: ['api.internal.corp.com'],
      environment: 'production',
      justification: 'New service deployment — ticket #1234',
    });
  });

  it('keeps a host name as it is, and stays within the environments of the profile', () => {
    const profile = { domains: ['db.corp.com'], environments: ['staging'] };
    expect(enrollExample(profile, ['staging', 'production'])).toMatchObject({
      domains: ['db.corp.com'],
      environment: 'staging',
    });
  });
});

describe('the commands for a device', () => {
  const commands = deviceCommands({
    deviceUrl: 'https://localhost:8443',
    deviceName: "Bob's box/1",
    enrollmentToken: 'cse_abc',
    example: enrollExample({ domains: ['*.internal.corp.com'], environments: ['production'] }, []),
  });

  it('make the key, trade the token and ask with the body that the profile takes', () => {
    expect(commands).toContain('openssl req -new -key Bob-s-box-1.key');
    expect(commands).toContain('https://localhost:8443/v1/devices/register');
    expect(commands).toContain(
      `-d '{"domains":["api.internal.corp.com"],"environment":"production","justification":"New service deployment — ticket #1234"}'`,
    );
  });

  it('cannot be broken out of by the name of the device', () => {
    expect(fileStem('"; rm -rf / #')).toBe('rm--rf-');
    expect(fileStem('../../etc')).toBe('etc');
    expect(fileStem('日本')).toBe('device');
  });
});

describe('the address of the device port', () => {
  it('is taken as the server says it', () => {
    expect(deviceUrlOf({ deviceUrl: 'https://countersign.corp.com:8443/' })).toBe('https://countersign.corp.com:8443');
    expect(deviceUrlOf({ deviceUrl: 'https://[::1]:8443' })).toBe('https://[::1]:8443');
  });

  it('cannot be anything else: it goes into commands that somebody pastes', () => {
    for (const answer of [
      null,
      {},
      { deviceUrl: 7 },
      { deviceUrl: 'http://a' },
      { deviceUrl: 'https://a; rm -rf ~' },
    ]) {
      expect(deviceUrlOf(answer)).toBeNull();
    }
  });
});
