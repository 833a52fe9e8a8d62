import { createSmtpSender, type MailSender, type SmtpAccount } from './smtp-sender.ts';

const HURRY_EVERY_MS = 60_000;

/**
 * Sends by the account that is in force as each mail is sent, so that changed settings need no restart. Rejects where there
 * is none: the mail waits. `onBack` is told when a mail server takes mail again after it could not be reached.
 */
export function createCurrentSender(
  current: () => Promise<SmtpAccount | null>,
  onBack: () => Promise<void>,
): MailSender {
  let open: { version: string; sender: MailSender } | null = null;
  let isAway = false;
  let hurried = Number.NEGATIVE_INFINITY;
  const senderOf = async (): Promise<MailSender> => {
    const account = await current();
    if (account === null) throw new Error('no mail server is set');
    if (open?.version === account.version) return open.sender;
    const before = open;
    open = { version: account.version, sender: createSmtpSender(account) };
    before?.sender.close();
    return open.sender;
  };
  return {
    async send(message) {
      try {
        const answer = await (await senderOf()).send(message);
        if (isAway && performance.now() - hurried > HURRY_EVERY_MS) {
          [isAway, hurried] = [false, performance.now()];
          await onBack();
        }
        return answer;
      } catch (error) {
        // What the server answered is about this mail; no answer is about the server.
        if (!(error instanceof Error && 'responseCode' in error)) isAway = true;
        throw error;
      }
    },
    close: () => open?.sender.close(),
  };
}
