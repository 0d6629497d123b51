import type { DeliveryContext, DeliveryInput } from "#models/outbox/context.ts"
import { DELIVERY_EVENT_LABELS, type DeliveryEvent } from "#models/outbox/events.ts"
import { DELIVERY_SNAPSHOTS } from "#models/outbox/snapshot-versions.ts"
import { DELIVERY_STATE_LABELS, type DeliveryState } from "#models/outbox/states.ts"
import type { Chart } from "#workflows/advance.ts"
import { deliveryMachine } from "./machine.ts"

export const deliveryChart: Chart<DeliveryState, DeliveryContext, DeliveryEvent, DeliveryInput> = {
  machine: deliveryMachine,
  name: "delivery",
  snapshots: DELIVERY_SNAPSHOTS,
  noun: "bản tin gửi cổng",
  stateLabels: DELIVERY_STATE_LABELS,
  eventLabels: DELIVERY_EVENT_LABELS,
}
