/**
 * What a page looks like without scripts. Controls that only a script can work are taken away; on a narrow screen the
 * menu's links, which a script would put into a drawer, stand in the page instead.
 */
export const withoutScripts = `
.navbar__toggle,.navbar__items--right,.theme-doc-toc-mobile,.clean-btn,.gw-needs-code{display:none!important}
@media (max-width:996px){
.navbar__item.navbar__link{display:block!important;padding-inline:.6rem}
[class*=docRoot_]{flex-wrap:wrap}
[class*=docRoot_]>aside.theme-doc-sidebar-container{display:block!important;order:2;width:100%!important;margin-top:0;border:0!important}
[class*=docRoot_]>main{width:100%}
.theme-doc-sidebar-menu{padding:0 1rem 2rem}
}`.replaceAll("\n", "");
