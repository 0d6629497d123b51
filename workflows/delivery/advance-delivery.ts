import type { DeliveryInput } from "#models/outbox/context.ts"
import type { DeliveryEvent } from "#models/outbox/events.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { DeliveryState } from "#models/outbox/states.ts"
import { advance, begin } from "#workflows/advance.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { deliveryChart } from "./chart.ts"

/** A message that was never sent. */
export const beginDelivery = (input: DeliveryInput): OutboxMessage["workflow"] => begin(deliveryChart, input)

/** The next snapshot of a message. @throws WorkflowRefusedError when its state does not take the event */
export const advanceDelivery = (
  workflow: OutboxMessage["workflow"],
  event: DeliveryEvent,
  at: Date,
): OutboxMessage["workflow"] => advance(deliveryChart, workflow, event, SYSTEM_ACTOR, at).snapshot

/** States in which the worker has something to do by itself. */
export const isOpen = (state: DeliveryState): boolean =>
  state === "pending" || state === "sent" || state === "acknowledged" || state === "outcomeUnknown"
