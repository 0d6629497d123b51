import { useLocation } from "@remix-run/react"
import { type RefObject, useEffect, useRef } from "react"

/**
 * After a link followed by scripts a person is where a fresh page would have put them: the menu is shut, and the keyboard goes on at
 * the beginning of the page, unless something on it asked for attention (WCAG 2.2, 2.4.3).
 */
export function useArrival(
  page: RefObject<HTMLElement | null>,
  menu: RefObject<HTMLDetailsElement | null>,
): void {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    menu.current?.removeAttribute("open")
    if (!page.current?.contains(document.activeElement)) page.current?.focus({ preventScroll: true })
  }, [pathname, page, menu])
}
