import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  PasswordInput,
  Popover,
  Radio,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { color, font, mantine } from './tokens.json';

function tenShades(shades: readonly string[]): MantineColorsTuple {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = ''] = shades;
  return [a, b, c, d, e, f, g, h, i, j];
}

const fade = { transition: 'fade', duration: 140, timingFunction: 'cubic-bezier(.2,0,0,1)' } as const;

/** Mantine in the words of tokens.json; what a Mantine variable cannot say stands in global.css. */
export const theme = createTheme({
  colors: {
    ink: tenShades(color.scale.ink),
    gray: tenShades(color.scale.gray),
    dark: tenShades(color.scale.dark),
  },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  white: mantine.white,
  black: mantine.black,
  autoContrast: false,
  cursorType: 'pointer',
  focusRing: 'auto',
  fontSmoothing: true,
  respectReducedMotion: true,
  fontFamily: font.family.sans,
  fontFamilyMonospace: font.family.mono,
  fontSizes: mantine.fontSizes,
  lineHeights: mantine.lineHeights,
  headings: { fontFamily: font.family.sans, ...mantine.headings },
  spacing: mantine.spacing,
  radius: mantine.radius,
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--cs-shadow-1)',
    sm: 'var(--cs-shadow-1)',
    md: 'var(--cs-shadow-2)',
    lg: 'var(--cs-shadow-3)',
    xl: 'var(--cs-shadow-3)',
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm', loaderProps: { size: 14 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    InputWrapper: InputWrapper.extend({ defaultProps: { size: 'sm', withAsterisk: false } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({
      defaultProps: { size: 'sm', withCheckIcon: true, comboboxProps: { transitionProps: fade } },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', radius: 'lg', position: 'bottom-start', offset: 4, transitionProps: fade },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'lg', transitionProps: fade } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 300,
        transitionProps: fade,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'xl',
        shadow: 'lg',
        centered: true,
        size: 520,
        padding: 'xl',
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { transition: 'fade-up', duration: 220, timingFunction: 'cubic-bezier(.2,0,0,1)' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
  },
});
