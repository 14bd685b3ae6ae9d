/**
 * What the pinned Playwright switches off. Chromium takes only the last `--disable-features`, so whoever adds to it says all
 * of it again; a test compares this with what Playwright really says.
 */
const leftOutByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
]

/** The address bar draws its suggestions with hidden pages of its own, for every window: two seconds of CPU before anything is loaded. */
const suggestionPages = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

/** The switch that leaves out of Chromium what a monitor has no use for. */
export const disabledFeatures = `--disable-features=${[...leftOutByPlaywright, ...suggestionPages].join(',')}`
