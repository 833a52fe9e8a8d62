import { describe, expect, it } from 'vitest';
import { addNames, splitNames } from './split-names.ts';

describe('splitting names', () => {
  it('takes names apart at line ends, commas, semicolons and spaces', () => {
    expect(splitNames('api.corp.com, hooks.corp.com\nweb.corp.com;*.corp.com  b.corp.com\r\n')).toEqual([
      'api.corp.com',
      'hooks.corp.com',
      'web.corp.com',
      '*.corp.com',
      'b.corp.com',
    ]);
  });

  it('takes off scheme, port, path, final dot, quotes and the DNS: of openssl', () => {
    expect(splitNames('https://API.corp.com:8443/v1?x=1 DNS:web.corp.com "b.corp.com" c.corp.com.')).toEqual([
      'api.corp.com',
      'web.corp.com',
      'b.corp.com',
      'c.corp.com',
    ]);
  });

  it('turns names in other scripts into A-labels, behind a wildcard too', () => {
    expect(splitNames('bücher.example *.bücher.example')).toEqual(['xn--bcher-kva.example', '*.xn--bcher-kva.example']);
  });

  it('leaves what is no host name as it is, for the server to refuse with a reason', () => {
    expect(splitNames('under_score.corp.com -x.corp.com')).toEqual(['under_score.corp.com', '-x.corp.com']);
  });

  it('adds a name once, and keeps the order', () => {
    expect(addNames(['b.corp.com'], 'a.corp.com B.corp.com a.corp.com')).toEqual(['b.corp.com', 'a.corp.com']);
    expect(addNames(['b.corp.com'], ' , ')).toEqual(['b.corp.com']);
  });
});
