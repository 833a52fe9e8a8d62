import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import styles from './theme-switch.module.css';

export const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'System', icon: IconDeviceDesktop },
] as const;

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      aria-label="Theme"
      classNames={{ root: styles.switch, label: styles.label }}
      value={colorScheme}
      onChange={(value) => {
        const scheme = SCHEMES.find((offered) => offered.value === value);
        if (scheme) setColorScheme(scheme.value);
      }}
      data={SCHEMES.map(({ value, label, icon: Icon }) => ({
        value,
        label: (
          <span className={styles.choice}>
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            {label}
          </span>
        ),
      }))}
    />
  );
}
