import { Button } from "@mantine/core"
import { Form } from "@remix-run/react"

/** Takes one row out of a draft. */
export function RemoveRow({ revision, row, label }: { revision: number; row: string; label: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="row" value={row} />
      <Button
        type="submit"
        name="intent"
        value="row.remove"
        variant="subtle"
        size="compact-sm"
        aria-label={label}
      >
        Bỏ
      </Button>
    </Form>
  )
}
