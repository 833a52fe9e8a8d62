import type { RunningServer } from '../wire.ts';

/** Where to go next, for whoever started it at a terminal. */
export function printBanner(server: Pick<RunningServer, 'webUrl' | 'deviceUrl' | 'setupUrl' | 'demo'>): void {
  const lines = [
    '',
    '  Countersign is up.',
    '',
    `  Web app and GraphQL   ${server.webUrl}`,
    `  Devices (mutual TLS)  ${server.deviceUrl}`,
  ];
  if (server.setupUrl !== null) {
    lines.push(
      '',
      '  There are no users yet. Open this link once, within a day, to make the first one:',
      '',
      `  ${server.setupUrl}`,
    );
  }
  if (server.demo !== null) {
    lines.push('', '  Demo: sign in as one of these. The passwords are shown only now.', '');
    for (const person of server.demo.people)
      lines.push(`  ${person.email.padEnd(24)} ${person.password}   ${person.what}`);
    lines.push(
      '',
      `  The device's key and certificate are in ${server.demo.deviceFolder}; this asks for a certificate:`,
      '',
      `  ${server.demo.curl}`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
