import { Card, SimpleGrid, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import type { IconBook2 } from "./icons.ts"
import classes from "./link-cards.module.css"

type LinkCard = { to: string; icon: typeof IconBook2; title: string; text: string }

/** A few ways on from a page, each a card whose title is the link. */
export function LinkCards({ items }: { items: readonly LinkCard[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {items.map(({ to, icon: Icon, title, text }) => (
        <Card key={to} withBorder padding="md" className={classes.card}>
          <Icon size={26} stroke={1.6} aria-hidden color="var(--mantine-color-office-7)" />
          <Link to={to} className={classes.title}>
            {title}
          </Link>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}
