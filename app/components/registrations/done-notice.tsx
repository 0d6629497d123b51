import { Anchor, Group } from "@mantine/core"
import { Form } from "@remix-run/react"
import { useEffect, useRef } from "react"
import type { WhatWasDone } from "#workflows/screens/what-was-done.server.ts"
import { SubmitButton } from "../../forms/zod-form.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./done-notice.module.css"

/**
 * Says which step was taken on what, who is next and by when, and offers to take it back; takes the focus, so that the keyboard
 * goes on from the top of the page.
 */
export function DoneNotice({ done }: { done: WhatWasDone | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  if (!done) return null
  return (
    <div ref={box} role="status" tabIndex={-1} className={classes.done}>
      <Group gap="sm" justify="space-between">
        <div>
          <strong>Đã ghi nhận: {done.what}.</strong> {done.which}. Tiếp theo: {done.next}.
        </div>
        {done.recall?.asks ? (
          // Loaded anew, so that the browser opens the fold the address names.
          <Anchor href={`${paths.registration(done.registrationId)}#${done.recall.event}`} underline="always">
            {done.recall.label}
          </Anchor>
        ) : done.recall ? (
          <Form method="post" action={paths.registration(done.registrationId)}>
            <input type="hidden" name="revision" value={done.revision} />
            <SubmitButton name="intent" value={done.recall.event} variant="default" size="compact-sm">
              {done.recall.label}
            </SubmitButton>
          </Form>
        ) : null}
      </Group>
    </div>
  )
}
