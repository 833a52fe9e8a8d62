const SHORTEST = 8;
const LONGEST = 256;

export const PASSWORD_HINT = `${SHORTEST} characters or more. Several words are easier to keep than one with symbols.`;

/** What is wrong with a password that somebody chooses; null if nothing. */
export function passwordFault(password: string): string | null {
  if (password.length < SHORTEST) return `A password has ${SHORTEST} characters or more.`;
  return password.length > LONGEST ? `A password has at most ${LONGEST} characters.` : null;
}
