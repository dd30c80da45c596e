import { DesignsPage } from '../pages/DesignsPage.ts';
import { Keyboard } from '../pages/Keyboard.ts';
import { expect, test } from '../pages/test.ts';

/** What a screen reader finds in a small design: names, roles, states, counts. A change here is heard by people. */
test('the designer reads well', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('All in one 3 nodes');
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - link "Topology Designer"
      - heading "All in one" [level=1]
      - status: Saved
      - toolbar "History":
        - button "Undo" [disabled]
        - button "Redo" [disabled]
      - 'button "0 errors, 4 warnings: show findings"'
      - button "Commands"
      - combobox "Language"
      - button "Light or dark"
      - button "Save a picture"
      - button "Share this design"
      - button "Export"
  `);
  await desk.canvas.focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('region', { name: 'Drawing' })).toMatchAriaSnapshot(`
    - region "Drawing":
      - application "Canvas, 3 nodes, 2 links":
        - listbox "Nodes":
          - /children: equal
          - option "API Manager, apim.example.com:9443, 1 warning, All-in-one"
          - option "API clients, API client" [selected]
          - option "MySQL, MySQL db1.example.com, 1 warning, Database"
      - toolbar "View":
        - button "Select" [pressed]
        - button "Move the drawing"
        - button "Lay out"
        - button "Snap" [pressed]
        - button "Zoom out"
        - button /\\d+ %, zoom to 100 %/
        - button "Zoom in"
        - button "Show all"
      - status: API clients, API client, calls API Manager
      - status
  `);
  await expect(desk.inspector).toMatchAriaSnapshot(`
    - complementary "Inspector":
      - heading "API clients" [level=2]
      - paragraph: Calls APIs; drawn for understanding only
      - textbox "Name": API clients
      - heading "Links" [level=3]
      - list:
        - listitem:
          - button "calls API Manager"
          - 'button "Remove the link: calls API Manager"'
      - combobox "New link"
      - button "Duplicate"
      - button "Delete"
  `);
  await desk.tab('Findings');
  await expect(page.getByRole('region', { name: 'Findings, files, what if, views, versions and comments' })).toMatchAriaSnapshot(`
    - region "Findings, files, what if, views, versions and comments":
      - tablist "Below the drawing":
        - tab "Findings 4" [selected]
        - tab "Files"
        - tab "What if"
        - tab "Views"
        - tab "Versions"
        - tab "Comments"
      - button "Open or close the drawer" [expanded]
      - tabpanel:
        - group "Which findings are shown":
          - combobox "Group by":
            - option "Severity" [selected]
            - option "Object"
            - option "Rule"
          - button "Errors 0" [pressed]
          - button "Warnings 4" [pressed]
          - button "Notes 0" [pressed]
          - button "Only what is selected"
          - status
        - searchbox "Search in findings"
        - group "Findings":
          - heading "Warnings 4" [level=3]:
            - button "Warnings 4" [expanded]
          - list:
            - /children: equal
            - listitem:
              - button /Warning. API clients reaches API Manager without a load balancer in between, .* jmx-public/
              - 'button "Waive: jmx-public"'
              - 'button "Comment on: jmx-public"'
            - listitem:
              - button /Warning. The product signs in to MySQL as wso2carbon, .* db-default-credentials/
              - button "Use a user of its own"
              - 'button "Preview: Use a user of its own"'
              - 'button "Waive: db-default-credentials"'
              - 'button "Comment on: db-default-credentials"'
            - listitem:
              - button /Warning. API Manager would show the certificate of wso2carbon.jks, .* keystore-default/
              - button "Use primary.jks and tls.jks"
              - 'button "Preview: Use primary.jks and tls.jks"'
              - 'button "Waive: keystore-default"'
              - 'button "Comment on: keystore-default"'
            - listitem:
              - button /Warning. API Manager would take any name in a certificate of those they call. .* hostname-verifier-allowall/
              - button "Check names strictly"
              - 'button "Preview: Check names strictly"'
              - 'button "Waive: hostname-verifier-allowall"'
              - 'button "Comment on: hostname-verifier-allowall"'
  `);
});

test('the outline reads well, and each change is told', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('All in one 3 nodes');
  await expect(page.getByRole('button', { name: '0 errors, 4 warnings: show findings' })).toBeVisible();
  await desk.canvas.focus();
  const keys = new Keyboard(page);
  await keys.press('ControlOrMeta+Shift+o');
  await expect(keys.tree).toBeFocused();
  await keys.press('Home', 'ArrowDown', 'ArrowRight');
  await expect(page.locator('.side')).toMatchAriaSnapshot(`
    - tablist "Beside the drawing":
      - tab "Palette"
      - tab "Outline" [selected]
    - complementary "Outline":
      - toolbar "Add":
        - button "Node"
        - button "Host"
        - button "Zone"
      - tree "Zones, hosts, nodes and links":
        - /children: equal
        - treeitem "Host apim.example.com, 10.0.1.11, 1 warning, 1 node" [expanded] [level=1]
        - treeitem "API Manager, All-in-one, 1 warning, 2 links" [expanded] [level=2] [selected]
        - treeitem "stores in MySQL, JDBC 3306, link" [level=3]
        - treeitem "API clients calls it, HTTPS 8243, link" [level=3]
        - treeitem "Host db1.example.com, 10.0.4.11, 1 warning, 1 node" [expanded] [level=1]
        - treeitem "MySQL, Database, 1 warning, 1 link" [level=2]
        - treeitem "Only drawn" [expanded] [level=1]
        - treeitem "API clients, API client, 1 link" [level=2]
  `);
  await keys.press('Shift+F10');
  await expect(page.getByRole('menu')).toMatchAriaSnapshot(`
    - menu "API Manager":
      - menuitem "Edit properties Enter"
      - menuitem "Rename F2"
      - separator
      - menuitem "Link with… C"
      - menuitem "Link with one of a list… Shift+C"
      - menuitem "Add a linked node at the right… Ctrl+→"
      - menuitem "Add a node in this place… Insert"
      - menuitem "Move to a host or a zone… Shift+M"
      - separator
      - menuitem "Cut Ctrl+X"
      - menuitem "Copy Ctrl+C"
      - menuitem "Duplicate Ctrl+D"
      - menuitem "Delete Del"
      - menuitem "Delete and keep the path Ctrl+Del"
      - separator
      - menuitem "Lock or unlock Ctrl+Shift+L"
      - menuitem "Select everything on the same host Ctrl+Shift+↑"
      - menuitem "Show selection Shift+2"
  `);
  await keys.press('Escape');
  await expect(keys.tree).toBeFocused();
  // Without its link the database is missed: who listens hears both.
  await keys.press('ArrowRight');
  await expect.poll(() => keys.row()).toBe('stores in MySQL, JDBC 3306, link');
  await keys.press('Delete');
  await expect(page.getByRole('status').filter({ hasText: '1 object deleted' })).toBeAttached();
  // The rules of the server answer a little later, and what they add is told in the place of the first.
  await expect(page.getByRole('status').filter({ hasText: / more: [1-9]\d* errors?.* now\.$/ })).toBeAttached();
  await keys.press('ControlOrMeta+z');
  await expect(page.getByRole('status').filter({ hasText: /fewer.*no errors, 4 warnings now\.$/ })).toBeAttached();
});
