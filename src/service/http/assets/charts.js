// Draws how long things took, from the same API that everybody may ask. The table below says it without a script.
const colours = ['--cell-unknown', '--tool', '--cell-error', '--agent', '--cell-pass']

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

function shown(value) {
  if (value === null || value === undefined) return '–'
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`
}

async function draw(place) {
  const response = await fetch(place.dataset.latency)
  if (!response.ok) return
  const { runIds, startedWallMs, series } = await response.json()
  if (runIds.length < 2) return
  const lines = series.filter(({ values }) => values.some((value) => value !== null))
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line') },
  }
  const isLong = startedWallMs.at(-1) - startedWallMs[0] > 86400000
  // UTC, as everywhere else on the pages.
  const time = (second) => {
    const text = new Date(second * 1000).toISOString()
    return isLong ? text.slice(5, 16).replace('T', ' ') : text.slice(11, 19)
  }
  const options = {
    width: place.clientWidth,
    height: 260,
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(most, 1) * 1.05] } },
    axes: [
      { ...axis, values: (_plot, ticks) => ticks.map(time) },
      { ...axis, size: 64, values: (_plot, ticks) => ticks.map(shown) },
    ],
    series: [
      { label: 'UTC', value: (_plot, second) => (second === null ? '–' : time(second)) },
      ...lines.map(({ measure }, index) => ({
        label: measure,
        stroke: colour(colours[index % colours.length]),
        width: 2,
        points: { size: 5 },
        value: (_plot, value) => shown(value),
      })),
    ],
  }
  place.replaceChildren()
  const chart = new uPlot(options, [startedWallMs.map((ms) => ms / 1000), ...lines.map(({ values }) => values)], place)
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: 260 })).observe(place)
  chart.over.addEventListener('dblclick', () => {
    const run = runIds[chart.cursor.idx]
    if (run !== undefined) location.assign(`/runs/${encodeURIComponent(run)}`)
  })
}

function drawAll() {
  for (const place of document.querySelectorAll('[data-latency]')) void draw(place)
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll)
drawAll()
