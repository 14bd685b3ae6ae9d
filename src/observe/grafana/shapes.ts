import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge'
import {
  BarGaugeDisplayMode,
  BigValueTextMode,
  GraphDrawStyle,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  VisibilityMode,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder as Heatmap } from '@grafana/grafana-foundation-sdk/heatmap'
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as Timeline } from '@grafana/grafana-foundation-sdk/statetimeline'
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries'
import type { PanelKind } from './panel.ts'

/** A panel of Grafana that has its looks, but not yet its words. */
export type Shape = BarGauge | Heatmap | Stat | Timeline | TimeSeries

/** Lines are not drawn over a gap longer than this, milliseconds: a canary has a value every five minutes. */
const LONGEST_GAP_MS = 1_200_000

/** Makes an empty panel of a kind. */
export function shapeOf(kind: PanelKind): Shape {
  switch (kind) {
    case 'stat':
      return new Stat().textMode(BigValueTextMode.ValueAndName).reduceOptions(lastValue())
    case 'lines':
      return new TimeSeries().showPoints(VisibilityMode.Auto).spanNulls(LONGEST_GAP_MS).min(0)
    case 'bars':
      return new TimeSeries()
        .drawStyle(GraphDrawStyle.Bars)
        .fillOpacity(70)
        .stacking(new StackingConfigBuilder().mode(StackingMode.Normal))
        .min(0)
        .decimals(0)
    case 'timeline':
      return new Timeline().showValue(VisibilityMode.Never).mergeValues(true)
    case 'heatmap':
      return new Heatmap().calculate(false).showLegend()
    case 'ranking':
      return new BarGauge()
        .orientation(VizOrientation.Horizontal)
        .displayMode(BarGaugeDisplayMode.Basic)
        .reduceOptions(lastValue())
    default:
      return kind satisfies never
  }
}

/** Of a range of values, the last one that is a number. */
function lastValue(): ReduceDataOptionsBuilder {
  return new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false)
}
