import { describe, expect, test } from 'vitest';
import { isOwnOrigin } from './origins.ts';

describe('the origin of a request', () => {
  test.each([
    ['https://pki.corp.com', 'https://pki.corp.com'],
    ['https://pki.corp.com:8443', 'https://pki.corp.com:8443/somewhere'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://localhost:8080'],
    ['http://localhost:8080', 'http://127.0.0.1:8080'],
  ])('%s is ours at %s', (origin, publicUrl) => {
    expect(isOwnOrigin(origin, new URL(publicUrl))).toBe(true);
  });

  test.each([
    ['https://pki.corp.com.evil.example', 'https://pki.corp.com'],
    ['https://evil.example', 'https://pki.corp.com'],
    ['http://pki.corp.com', 'https://pki.corp.com'],
    ['https://pki.corp.com:444', 'https://pki.corp.com'],
    ['https://sub.pki.corp.com', 'https://pki.corp.com'],
    ['null', 'https://pki.corp.com'],
    ['', 'https://pki.corp.com'],
    ['http://127.0.0.1', 'https://pki.corp.com'],
    ['http://127.0.0.1:8081', 'http://localhost:8080'],
    ['https://localhost:8080', 'http://localhost:8080'],
    ['http://localhost.evil.example:8080', 'http://localhost:8080'],
    ['null', 'http://localhost:8080'],
  ])('%s is foreign at %s', (origin, publicUrl) => {
    expect(isOwnOrigin(origin, new URL(publicUrl))).toBe(false);
  });
});
