// One file per icon: the package's index would load thousands.

export { default as IconArrowsDiff } from "@tabler/icons-react/dist/esm/icons/IconArrowsDiff.mjs"
export { default as IconBook2 } from "@tabler/icons-react/dist/esm/icons/IconBook2.mjs"
export { default as IconCalendarEvent } from "@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs"
export { default as IconChecklist } from "@tabler/icons-react/dist/esm/icons/IconChecklist.mjs"
export { default as IconClipboardCheck } from "@tabler/icons-react/dist/esm/icons/IconClipboardCheck.mjs"
export { default as IconClock } from "@tabler/icons-react/dist/esm/icons/IconClock.mjs"
export { default as IconDatabaseImport } from "@tabler/icons-react/dist/esm/icons/IconDatabaseImport.mjs"
export { default as IconFileCertificate } from "@tabler/icons-react/dist/esm/icons/IconFileCertificate.mjs"
export { default as IconHistory } from "@tabler/icons-react/dist/esm/icons/IconHistory.mjs"
export { default as IconInbox } from "@tabler/icons-react/dist/esm/icons/IconInbox.mjs"

export { default as IconLogin2 } from "@tabler/icons-react/dist/esm/icons/IconLogin2.mjs"
export { default as IconLogout } from "@tabler/icons-react/dist/esm/icons/IconLogout.mjs"
export { default as IconMenu2 } from "@tabler/icons-react/dist/esm/icons/IconMenu2.mjs"
export { default as IconScale } from "@tabler/icons-react/dist/esm/icons/IconScale.mjs"
export { default as IconSearch } from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs"
export { default as IconSend } from "@tabler/icons-react/dist/esm/icons/IconSend.mjs"
