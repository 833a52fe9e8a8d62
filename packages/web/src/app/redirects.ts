import { redirect } from '@tanstack/react-router';

/** Sends whoever comes to an address on to another one, in its place in the history. */
export const sendTo = (to: '/approvals' | '/admin/members' | '/devices') => (): never => {
  // oxlint-disable-next-line typescript/only-throw-error -- the router's own way to send somebody elsewhere
  throw redirect({ to, replace: true });
};
