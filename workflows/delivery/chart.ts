import { DELIVERY_EVENT_LABELS } from "#models/outbox/events.ts"
import { DELIVERY_STATE_LABELS } from "#models/outbox/outbox-message.ts"
import type { Chart } from "#workflows/advance.ts"
import { deliveryMachine } from "./machine.ts"

export const deliveryChart: Chart = {
  machine: deliveryMachine,
  name: "delivery",
  version: 1,
  noun: "bản tin gửi cổng",
  stateLabels: DELIVERY_STATE_LABELS,
  eventLabels: DELIVERY_EVENT_LABELS,
}
