import { Alert } from "@mantine/core"

/** What was just done, which, and what comes next; read out at once. */
export function DoneNotice({ title, text }: { title: string; text: string }) {
  return (
    <Alert role="alert" variant="outline" color="green.9" title={title}>
      {text}
    </Alert>
  )
}
