import { Component } from '@angular/core';

/** Stands for the component of DSpace with this path, which the one of the theme extends. */
@Component({ selector: 'ds-base-home-news', template: '' })
export class HomeNewsComponent {}
