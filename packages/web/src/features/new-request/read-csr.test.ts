import { describe, expect, it } from 'vitest';
import { csrBlock, readCsr } from './read-csr.ts';

const EC = `-----BEGIN CERTIFICATE REQUEST-----
MIIBITCByAIBADAmMQ0wCwYDVQQKDARDb3JwMRUwEwYDVQQDDAxhcGkuY29ycC5j
b20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASDwQq5SpjMQb6lSHb3YU85A2s0
hFVzTM+MUz54Uh7cFwjq+/ZltM3OARL5aoZwcUGXyczkJgeHrntL94cf8BJwoEAw
PgYJKoZIhvcNAQkOMTEwLzAtBgNVHREEJjAkggxBUEkuY29ycC5jb22HBAoAAAGC
Dmhvb2tzLmNvcnAuY29tMAoGCCqGSM49BAMCA0gAMEUCICSLYgqDTKPYIbj5ceT5
iL16BrLG0ZXph1iXN8NgNJrRAiEArPsxSwgtGUH+Doz2C0wnMn77/Quh6FN6gQzZ
j628Iy8=
-----END CERTIFICATE REQUEST-----`;
const RSA_WITHOUT_NAMES = `-----BEGIN CERTIFICATE REQUEST-----
MIICXTCCAUUCAQAwGDEWMBQGA1UEAwwNb25seS5jb3JwLmNvbTCCASIwDQYJKoZI
hvcNAQEBBQADggEPADCCAQoCggEBALBbI1BH9If+3a7He99Q5BVYLWjHHRm+VJic
g7muN+4ZPNat5Ia9xHmV62xmnO0DYWdcRRVk4Ggt5MRfGCDdNy4lup+uZW3Clx3h
+31a2jZz1tdcH8ToVyYkLJEMePoc5VZDVQl5JC1IBVBTvk3hyXtge3dxgkRLhcAZ
b/Rb3/cCVNbpUTMwcEnzdbm5DN96rabQTfOYnucyyzyu0sUdZ3FcNGLNp0UPmuoo
5IjSjpHUnYQaGSV7gz7UbDRURzyNMvCTuW3sYrJXin3fvaa6E41cC7PQ9Ol3Kb/o
RRla1B5fCsrTUSGbvDLqJxe84jQ/uI0sPJdij8bv3tlbHjbmsN0CAwEAAaAAMA0G
CSqGSIb3DQEBCwUAA4IBAQCNEsgs4bUOXzr2DFs3NjPVr6Ra7ziRwCiM2S4FKZuo
GwUgQDy/ni5mfCdeytShIpH0eBWAJMR3zGOE5UYTewTjZIcolc8ZEriIRawD23Sx
pk3jy8IhTunT574Ks69BYhnO+pBGH2CCxJL9ZZFY8c6F/zLollIaK2GWx+h8Pk1y
pY0VJUnmeG16t2GjWIcK4Sjs9gDLCZj9K4/KRdWVxLyYMZfF1eFkRFHzljuWyvHH
Rp4u9jN+zxQhZFGLN6p6YqWfWhUTb7Nd2OmGY9Dx2eb4KhLhBAZBJtEOnC/UeJ3M
CMpzdUzQp10Na1xHqhlk1XuqL5nTHskLf3yDo9cBbHhg
-----END CERTIFICATE REQUEST-----`;
const ED25519_CRITICAL = `-----BEGIN CERTIFICATE REQUEST-----
MIG2MGoCAQAwDDEKMAgGA1UEAwwBeDAqMAUGAytlcAMhALM2SQY9nymflrrFzI2g
fIjXIXnqSp1WbzFPu7TWe9CZoCswKQYJKoZIhvcNAQkOMRwwGjAYBgNVHREBAf8E
DjAMggoqLmNvcnAuY29tMAUGAytlcANBAMUH4INWZj+CiVG1iIrPwDVPp5k7HRdj
XR8BQb44K3tIXDZ5SaRmGzWRCOMlXWmKG/6nOCWwlLFItPD3WIwhKQo=
-----END CERTIFICATE REQUEST-----`;

describe('reading a CSR in the browser', () => {
  it('takes the DNS names of the subjectAltName, in order and lower case, and leaves addresses out', () => {
    expect(readCsr(EC)).toEqual({ names: ['api.corp.com', 'hooks.corp.com'], key: 'ECDSA P-256' });
  });

  it('falls back to the common name where it asks for no names', () => {
    expect(readCsr(RSA_WITHOUT_NAMES)).toEqual({ names: ['only.corp.com'], key: 'RSA 2048' });
  });

  it('reads an extension that is marked critical, and a wildcard', () => {
    expect(readCsr(ED25519_CRITICAL)).toEqual({ names: ['*.corp.com'], key: 'Ed25519' });
  });

  it('cannot be made to fail: what is no CSR reads as null', () => {
    expect(readCsr('')).toBeNull();
    expect(readCsr('api.corp.com')).toBeNull();
    expect(readCsr('-----BEGIN CERTIFICATE REQUEST-----\n!!\n-----END CERTIFICATE REQUEST-----')).toBeNull();
    expect(readCsr('-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----')).toBeNull();
    const lines = EC.split('\n');
    for (let cut = 2; cut < lines.length - 1; cut += 1) {
      expect(readCsr([...lines.slice(0, cut), lines.at(-1)].join('\n'))).toBeNull();
    }
  });

  it('finds the block in a text with other things around it', () => {
    expect(csrBlock(`Here it is:\n${EC}\nthanks`)).toBe(EC);
    expect(csrBlock('-----BEGIN CERTIFICATE-----')).toBeNull();
  });
});
