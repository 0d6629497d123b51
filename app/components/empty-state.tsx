import { Group, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"
import { IconInbox } from "./icons.ts"
import classes from "./notices.module.css"

type EmptyStateProps = {
  title: string
  /** Why it is empty and what would fill it. */
  children: ReactNode
  actions?: ReactNode
}

/** Says that there is nothing here, why, and what to do next. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <Stack className={classes.empty} gap="xs">
      <IconInbox size={36} stroke={1.4} aria-hidden color="var(--mantine-color-office-6)" />
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed" maw={520}>
        {children}
      </Text>
      {actions ? <Group mt="xs">{actions}</Group> : null}
    </Stack>
  )
}
