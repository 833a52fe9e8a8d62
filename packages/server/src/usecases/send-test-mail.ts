import type { Principal } from '../domain/actor.ts';
import { isEmailAddress } from '../domain/email-address.ts';
import { DomainError } from '../domain/errors.ts';
import { demandPlatform } from './authorize.ts';
import type { Mail } from './mail-ports.ts';

/** Sends one mail at once by what is in force, and answers what the mail server said. No record: nothing was changed. */
export async function sendTestMail(
  mail: Mail,
  principal: Principal,
  input: { to: string },
): Promise<{ sent: boolean; answer: string }> {
  demandPlatform(principal, 'platform.manage');
  const to = input.to.trim();
  if (!isEmailAddress(to)) {
    throw new DomainError('INVALID_INPUT', 'Give one mail address, such as mara@example.com.', { field: ['to'] });
  }
  const answered = await mail.sendTest(to);
  if (answered !== null) return answered;
  throw new DomainError('INVALID_INPUT', 'No mail server is set, or mail is turned off. Save the settings first.');
}
