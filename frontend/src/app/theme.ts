import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  InputWrapper,
  type CSSVariablesResolver,
  Modal,
  type MantineColorsTuple,
  Tooltip,
} from '@mantine/core';

const azure: MantineColorsTuple = [
  '#eef4ff',
  '#dbe6fd',
  '#b5cbf8',
  '#8baef3',
  '#6892ee',
  '#4c7bea',
  '#376ae0',
  '#2b58c6',
  '#2249a6',
  '#1c3c87',
];

const slate: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e4e7ec',
  '#d3d8e0',
  '#b8bfcb',
  '#97a0af',
  '#667085',
  '#4d576a',
  '#333c4d',
  '#1d2433',
];

const night: MantineColorsTuple = [
  '#dfe3ea',
  '#b9c0cc',
  '#98a1b0',
  '#687386',
  '#3a4353',
  '#2b3341',
  '#1f2632',
  '#181d27',
  '#12161e',
  '#0c0f15',
];

const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fde2df',
  '#f9c1bc',
  '#f39a93',
  '#ec766d',
  '#e2564c',
  '#d4382e',
  '#b92b22',
  '#97211a',
  '#771913',
];

export const theme = createTheme({
  primaryColor: 'azure',
  primaryShade: { light: 7, dark: 7 },
  colors: { azure, red, gray: slate, dark: night },
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 550 } },
    }),
    Button: Button.extend({ defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 550 } } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        // The page has one banner already.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontWeight: 650 } },
    }),
    InputWrapper: InputWrapper.extend({ styles: { label: { marginBottom: 4 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 250,
        withArrow: true,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
});

/** Backgrounds and texts of the quiet variants, readable in both schemes. */
const QUIET = {
  azure: ['#e3ebfc', '#1c3c87', '#1b2942', '#c3d6fb'],
  teal: ['#dcf4ea', '#0b5340', '#12302a', '#8fe0be'],
  yellow: ['#fdeecf', '#6d4300', '#37290f', '#ffcf85'],
  orange: ['#fde8d7', '#7a3600', '#3a230f', '#ffc08f'],
  red: ['#fde4e1', '#8d1a13', '#3d1a1a', '#ffaba3'],
  violet: ['#eee8fd', '#4d3296', '#281f42', '#cfc0ff'],
  gray: ['#e9ecf1', '#3a4558', '#232b38', '#c3cbd8'],
} as const;

function quiet(background: 0 | 2): Record<string, string> {
  const pairs = Object.entries(QUIET).flatMap(([name, tones]) => [
    [`--mantine-color-${name}-light`, tones[background]],
    [`--mantine-color-${name}-light-color`, tones[background + 1] ?? ''],
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

// Surfaces and the quiet text colours, chosen so that text on them keeps a contrast of 4.5.
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...quiet(0),
    '--tts-canvas': '#f5f6f9',
    '--tts-surface': '#ffffff',
    '--tts-raised': '#ffffff',
    '--tts-sunken': '#eef0f4',
    '--tts-line': '#e2e5eb',
    '--tts-line-strong': '#cfd5de',
    '--tts-hover': '#f1f4f9',
    '--tts-selected': '#e8effd',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d2433',
    '--mantine-color-dimmed': '#566074',
    '--mantine-color-placeholder': '#667085',
  },
  dark: {
    ...quiet(2),
    '--tts-canvas': '#0e1218',
    '--tts-surface': '#141922',
    '--tts-raised': '#1a202b',
    '--tts-sunken': '#10141b',
    '--tts-line': '#252c39',
    '--tts-line-strong': '#384254',
    '--tts-hover': '#1b222e',
    '--tts-selected': '#1b2942',
    '--mantine-color-body': '#141922',
    '--mantine-color-text': '#e4e8ef',
    '--mantine-color-dimmed': '#9aa4b5',
    '--mantine-color-placeholder': '#8a94a6',
    '--mantine-color-default': '#1a202b',
    '--mantine-color-default-hover': '#222a37',
    '--mantine-color-default-border': '#333d4e',
  },
});
