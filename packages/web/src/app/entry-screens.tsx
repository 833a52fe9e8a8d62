import { useSearch } from '@tanstack/react-router';
import ForgotPasswordScreen from '../features/setup/forgot-password-screen.tsx';
import InvitationScreen from '../features/setup/invitation-screen.tsx';
import ResetPasswordScreen from '../features/setup/reset-password-screen.tsx';
import SetupScreen from '../features/setup/setup-screen.tsx';
import SignInScreen from '../features/sign-in/sign-in-screen.tsx';
import { enter } from './router.tsx';

/** The screens before anybody is signed in, and where each leads. */
export function SignInEntry() {
  const { next } = useSearch({ from: '/sign-in' });
  return <SignInScreen onSignedIn={() => void enter(next ?? '/approvals')} />;
}

export function SetupEntry() {
  return <SetupScreen onSignedIn={() => void enter('/first-steps')} />;
}

export function InvitationEntry() {
  return <InvitationScreen onSignedIn={() => void enter('/approvals')} />;
}

export function ForgotPasswordEntry() {
  return <ForgotPasswordScreen />;
}

export function ResetPasswordEntry() {
  return <ResetPasswordScreen onSignedIn={() => void enter('/approvals')} />;
}
