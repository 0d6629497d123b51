import { Anchor, Group, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { ReactNode } from "react"

type PageHeaderProps = {
  title: string
  /** One sentence: what this page is for, or where things stand. */
  lead?: ReactNode
  /** The page above this one. */
  back?: { to: string; label: string }
  /** Buttons, at most one of them filled. */
  actions?: ReactNode
}

/** Head of a page: the way back, the title, a lead and what can be done. */
export function PageHeader({ title, lead, back, actions }: PageHeaderProps) {
  return (
    <Group component="header" justify="space-between" align="flex-end" gap="md" mb="lg">
      <Stack gap={4} maw={760} miw={0}>
        {back ? (
          <Anchor component={Link} to={back.to} size="sm">
            ‹ {back.label}
          </Anchor>
        ) : null}
        <Title order={1}>{title}</Title>
        {lead ? <Text c="dimmed">{lead}</Text> : null}
      </Stack>
      {actions ? <Group gap="sm">{actions}</Group> : null}
    </Group>
  )
}
