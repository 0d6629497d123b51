import { DELIVERY_STATE_LABELS } from "#models/outbox/outbox-message.ts"
import type { Chart } from "#workflows/advance.ts"
import { DELIVERY_EVENT_LABELS } from "./events.ts"
import { deliveryMachine } from "./machine.ts"

export const deliveryChart: Chart = {
  machine: deliveryMachine,
  name: "delivery",
  version: 1,
  noun: "bản tin gửi cổng",
  stateLabels: DELIVERY_STATE_LABELS,
  eventLabels: DELIVERY_EVENT_LABELS,
}
